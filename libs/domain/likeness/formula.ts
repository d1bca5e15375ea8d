import { gramHashes } from './fingerprint';
import { normalise } from './normal-text';

/**
 * Names and formulas that official documents prescribe word for word. The corpus teaches which phrases
 * are common; these are common also where the corpus is a dozen reports.
 */
const formulas = [
  '习近平新时代中国特色社会主义思想',
  '坚持以习近平新时代中国特色社会主义思想为指导',
  '深入学习贯彻习近平新时代中国特色社会主义思想',
  '高举习近平新时代中国特色社会主义思想伟大旗帜',
  '学习贯彻习近平新时代中国特色社会主义思想主题教育',
  '高举中国特色社会主义伟大旗帜',
  '党的二十大及二十届二中三中四中全会精神',
  '深入学习贯彻党的二十大和二十届历次全会精神',
  '深刻领悟两个确立的决定性意义',
  '增强四个意识坚定四个自信做到两个维护',
  '在思想上政治上行动上同党中央保持高度一致',
  '全面贯彻党的教育方针落实立德树人根本任务',
  '培养德智体美劳全面发展的社会主义建设者和接班人',
  '为党育人为国育才',
  '深入贯彻中央八项规定精神学习教育',
  '全面从严治党主体责任',
  '不忘初心牢记使命主题教育',
  '推进两学一做学习教育常态化制度化',
  '党支部的战斗堡垒作用和党员的先锋模范作用',
  '充分发挥基层党组织的战斗堡垒作用和党员的先锋模范作用',
  '严格落实三会一课组织生活会民主评议党员等制度',
  '马克思列宁主义毛泽东思想邓小平理论三个代表重要思想科学发展观',
  '习近平总书记关于党的建设的重要思想',
  '习近平总书记关于教育的重要论述',
  '铸牢中华民族共同体意识',
  '全面建设社会主义现代化国家',
  '以中国式现代化全面推进强国建设民族复兴伟业',
];

/** Hashes of all runs of characters inside the prescribed formulas. */
export const formulaHashes: ReadonlySet<number> = new Set(
  formulas.flatMap((formula) => [...gramHashes(normalise(formula))]),
);
