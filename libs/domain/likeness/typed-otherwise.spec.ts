import { findPassages } from './probe';

describe('a passage that was typed otherwise', () => {
  const own = '支部组织党员教师走进社区开展志愿服务活动帮助居民解决实际困难得到好评';

  it.each([
    ['in traditional characters', '支部組織黨員教師走進社區開展志願服務活動幫助居民解決實際困難得到好評'],
    ['with the radicals of a PDF', own.replaceAll('支', '⽀').replaceAll('走', '⾛').replaceAll('民', '⺠')],
  ])('is found %s', (_, other) => {
    const [passage] = findPassages(own, `前言。${other}。`);
    expect(passage).toMatchObject({ aFrom: 0, aTo: own.length, bFrom: 3, bTo: 3 + own.length });
  });
});
