import { requireLength } from './lengths';

describe('how long a text of an item may be', () => {
  it('counts characters, and names the field and what is too much', () => {
    expect(() => requireLength('problem', '𠮷'.repeat(2000))).not.toThrow();
    expect(() => requireLength('cause', null)).not.toThrow();
    expect(() => requireLength('problem', '𠮷'.repeat(2001))).toThrow(
      expect.objectContaining({
        code: 'rule_broken',
        errors: [
          { pointer: '/problem', code: 'rule_broken', detail: '问题最多2000字，现有2001字，请删减。' },
        ],
      }),
    );
    expect(() => requireLength('withdrawal', '长'.repeat(501), '/withdraw/0/reason')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/withdraw/0/reason' })] }),
    );
  });
});
