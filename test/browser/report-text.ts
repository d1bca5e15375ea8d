/** Texts of a branch's annual report, long enough for its template and free of findings that stop it. */
export const sectionTexts: Record<string, string> = {
  主要工作完成情况:
    '支部围绕教学抓党建。全年开展主题党日12次，书记讲党课4次，支部会议12次，党员大会4次。党员教师带头上示范课，课后当场评议；家长反映的放学拥堵问题，由党员分段值守，等候时间明显缩短。',
  存在的问题:
    '一是走访教职工不够均衡，夜班职工有三人全年没有走到。二是主题党日的讨论留得短，有几次只念了文件，记录里看不出谁提了什么意见，会后也没有人补记。',
  原因剖析:
    '走访没有排进班表，全靠自觉；主题党日的议程由一个人定，时间大多给了文件，讨论的人没有事先准备，所以常常草草收尾，问题也就留到了下一次。',
  下一步工作打算:
    '每月初由副书记列出走访名单，夜班职工由值班校领导在交接班时走访，当月没有走到的下月补上。每次主题党日留出二十分钟讨论，由组织委员记录，会后三天内公布。',
};

export const indicatorValues: Record<string, string> = {
  主题党日: '12',
  书记党课: '4',
  支部会议: '12',
  党员大会: '4',
};

/** The same as one pasted document, with headings as people write them. */
export const pastedReport = Object.entries(sectionTexts)
  .map(([title, body], index) => `${'一二三四'[index]}、${title}\n${body}`)
  .join('\n');
