import { heaviest, roleCueIn, roleOfBody, statesLack } from './evidence';
import type { SectionRole } from './section-variant';

const keyOf = (role: SectionRole) => role;

describe('what speaks for a section', () => {
  it.each<[string, SectionRole]>([
    ['还差在哪里', 'issues'],
    ['正视差距，找准方向', 'issues'],
    ['差距的原因', 'causes'],
    ['为什么没做好', 'causes'],
    ['来年打算怎么做', 'plan'],
    ['聚焦短板抓提升', 'work'],
    ['这一年做了什么', 'work'],
  ])('%s speaks of %s', (words, role) => {
    expect(roleCueIn(words)?.role).toBe(role);
  });

  it('is in the sentences too', () => {
    expect(roleOfBody('学习不够深入,活动偏少,记录不全,宣传不及时。')?.role).toBe('issues');
    expect(roleOfBody('今后将加强学习,要拓宽服务,继续办好读书会。')?.role).toBe('plan');
    expect(roleOfBody('支部把读书会办到年级组，家长也来旁听。')).toBeNull();
    expect(statesLack('聚焦短板抓提升')).toBe(false);
    expect(statesLack('联系群众不紧密')).toBe(true);
  });

  it('adds up, and needs enough to leave a section', () => {
    const weak = [{ role: 'plan', weight: 0.35, why: '排在问题和原因之后' }] as const;
    expect(heaviest(weak, 'issues', keyOf, new Set())?.key).toBe('issues');
    const strong = [...weak, { role: 'plan', weight: 0.3, why: '正文说的是打算' }] as const;
    expect(heaviest(strong, 'issues', keyOf, new Set())).toMatchObject({
      key: 'plan',
      why: '排在问题和原因之后，正文说的是打算',
    });
    expect(heaviest(strong, 'issues', keyOf, new Set(['plan']))?.key).toBe('issues');
    expect(heaviest([], null, keyOf, new Set())).toBeNull();
  });
});
