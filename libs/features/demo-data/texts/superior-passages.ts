import type { Passage } from './unit-facts';

/** What a general branch, or the bureau, tells of its year: the work of those below it, put together. */
export const supervision: Passage[] = [
  (u) =>
    `压实责任，一级带着一级干。${u.unit}年初与所属支部逐一商定任务单，年中到每个支部蹲点两天，年底不听汇报先看台账。对进度落后的支部，总支班子成员分头包联，帮着理思路、找办法，全年没有一个支部掉队。`,
  (u) =>
    `以督促查，以查促改。${u.unit}建立“月提示、季点评、年述职”制度，点评会上先放照片和记录，再由支部书记自己说差距。今年的点评意见共归并为四类，每一类都由一名班子成员领办，办结情况在${u.room}公开。`,
];

export const standard: Passage[] = [
  (_, f) =>
    `规范组织生活，让基本制度立起来。本级与所属支部全年合计开展主题党日${f.theme_days}次，书记党课${f.lectures}次，召开支部会议${f.branch_meetings}次、党员大会${f.member_meetings}次。总支编印了一本薄薄的操作手册，把怎么通知、怎么记录、怎么补课写得清清楚楚。`,
  (_, f) =>
    `抓实基础工作，补齐薄弱环节。据各支部上报汇总，全年召开支部会议${f.branch_meetings}次、党员大会${f.member_meetings}次，开展主题党日${f.theme_days}次，书记党课${f.lectures}次。对记录不完整的支部，安排组织员一对一辅导，三个月后再看。`,
];

export const forces: Passage[] = [
  (u, f) =>
    `建强队伍，激发活力。各支部共有党员示范课${f.demo_lessons}节、专题讲座${f.special_talks}次，优秀课例汇入共享资源库。全年收到入党申请书${f.applications}份，现有入党积极分子${f.activists}人，转正预备党员${f.full_members}人，${u.school}三十五岁以下教师中提出申请的比例稳步提高。`,
  (_, f) =>
    `着眼长远抓培养。各支部全年收到入党申请书${f.applications}份，在册入党积极分子${f.activists}人，转正预备党员${f.full_members}人；举办专题讲座${f.special_talks}次，开出党员示范课${f.demo_lessons}节。每名支部书记都带了一名助手，为换届储备了人选。`,
];

export const results: Passage[] = [
  (u, f) =>
    `突出特色，服务中心。围绕${u.focus}，总支统筹阵地建设投入${f.funds}万元，“${u.brand}”品牌在区内两次作经验介绍。各支部共梳理问题清单${f.problems_found}个，制定整改措施${f.measures_total}条，已完成整改${f.measures_done}条，未完成的列入来年重点。`,
  (u, f) =>
    `问题导向，一抓到底。各支部汇总的问题清单${f.problems_found}个，对应整改措施${f.measures_total}条，已完成整改${f.measures_done}条；阵地建设投入${f.funds}万元，重点改善${u.neighbour}片区和教学点的条件。群众最关心的${u.focus}有了实实在在的进展。`,
];
