import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import {
  findPassages,
  fingerprint,
  gramLength,
  LikenessProbe,
  normalise,
  reportText,
  shortestPassage,
} from '.';

const letters = [...'春夏秋冬山川河海花草树木风云雨雪东南西北上下左右前后高低长短明暗冷暖早晚新旧'];
const prose = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map((units) => units.join(''));

/** The reference: longest common substring lengths by dynamic programming. */
function longestShared(a: string, b: string): number {
  let longest = 0;
  let row = new Array<number>(b.length + 1).fill(0);
  for (let i = 0; i < a.length; i += 1) {
    const next = new Array<number>(b.length + 1).fill(0);
    for (let j = 0; j < b.length; j += 1) {
      if (a[i] !== b[j]) continue;
      next[j + 1] = (row[j] ?? 0) + 1;
      longest = Math.max(longest, next[j + 1] ?? 0);
    }
    row = next;
  }
  return longest;
}

describe('normalising', () => {
  it('keeps what copying preserves and knows where it stood', () => {
    const { text, offsets } = normalise('全年，开展 Ａ类\u200b活动【１２】次。𠮷');
    expect(text).toBe('全年开展a类活动12次𠮷');
    expect([...offsets].slice(0, 5)).toEqual([0, 1, 3, 4, 6]);
  });

  it('takes long texts', () => {
    expect(normalise('学习，'.repeat(50_000)).text).toHaveLength(100_000);
  });
});

describe('fingerprints', () => {
  it('are the same for a passage wherever it stands, and about a seventh of the characters', () => {
    const passage = letters.join('').repeat(3);
    const inside = new Set(fingerprint(`开头${passage}结尾`).map(({ hash }) => hash));
    expect(fingerprint(passage).filter(({ hash }) => inside.has(hash)).length).toBeGreaterThan(8);
    const [sample] = fc.sample(prose(7000, 7000), { numRuns: 1, seed: 7 });
    const density = fingerprint(sample ?? '').length / 7000;
    expect(density).toBeGreaterThan(0.12);
    expect(density).toBeLessThan(0.17);
  });

  it('always share one when texts share 20 characters', () => {
    fc.assert(
      fc.property(
        prose(0, 60),
        prose(0, 60),
        prose(shortestPassage, shortestPassage),
        prose(0, 60),
        (x, y, shared, z) => {
          const a = new Set(fingerprint(x + shared + y).map(({ hash }) => hash));
          return fingerprint(z + shared + x).some(({ hash }) => a.has(hash));
        },
      ),
    );
  });

  it('give none for texts shorter than a gram, one for texts shorter than a passage', () => {
    expect(fingerprint('七个字不够长的')).toHaveLength(7 >= gramLength ? 1 : 0);
    expect(fingerprint('刚好八个字的短文')).toHaveLength(1);
  });
});

describe('findPassages', () => {
  const shared = '组织党员教师到新苗社区为行动不便的老人送教上门';

  it('maps passages back to both sources, punctuation and width aside', () => {
    const a = `一是学习。二是组织党员教师，到新苗社区、为行动不便的老人送教上门。完。`;
    const b = `本年度：组织党员 教师到新苗社区为“行动不便”的老人送教上门，受到好评。`;
    const [passage, ...rest] = findPassages(a, b);
    expect(rest).toEqual([]);
    expect(a.slice(passage?.aFrom, passage?.aTo)).toBe('组织党员教师，到新苗社区、为行动不便的老人送教上门');
    expect(b.slice(passage?.bFrom, passage?.bTo)).toBe('组织党员 教师到新苗社区为“行动不便”的老人送教上门');
    expect(passage?.length).toBe(shared.length);
  });

  it('finds 20 characters and not 19', () => {
    const part = (length: number) =>
      findPassages(`前面${shared.slice(0, length)}后面`, `另外${shared.slice(0, length)}之后`);
    expect(part(20)).toHaveLength(1);
    expect(part(19)).toHaveLength(0);
  });

  it('finds a shared passage exactly when there is one', () => {
    const few = fc
      .array(fc.constantFrom(...'甲乙丙丁'), { minLength: 0, maxLength: 120 })
      .map((units) => units.join(''));
    fc.assert(
      fc.property(few, few, few, (x, y, z) => {
        const [a, b] = [x + y, z + y];
        return findPassages(a, b).length > 0 === longestShared(a, b) >= shortestPassage;
      }),
      { numRuns: 300 },
    );
  });

  it('gives passages that read the same on both sides', () => {
    fc.assert(
      fc.property(prose(0, 80), prose(20, 60), prose(0, 80), (x, y, z) => {
        const [a, b] = [`${x}，${y}。${z}`, `${z}；${y}！${x}`];
        return findPassages(a, b).every(
          ({ aFrom, aTo, bFrom, bTo, length }) =>
            normalise(a.slice(aFrom, aTo)).text === normalise(b.slice(bFrom, bTo)).text &&
            normalise(a.slice(aFrom, aTo)).text.length === length,
        );
      }),
    );
  });

  it('does not count prescribed formulas', () => {
    const formula =
      '坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实立德树人根本任务';
    expect(findPassages(`${formula}，我校办学成绩明显。`, `${formula}。支部工作有新的进步。`)).toEqual([]);
    expect(findPassages(`${formula}，${shared}。`, `${formula}，${shared}。`)).toHaveLength(1);
  });

  it('does not count phrases that are common in the corpus', () => {
    const common = new Set(fingerprint(shared).map(({ hash }) => hash));
    expect(findPassages(shared, shared)).toHaveLength(1);
    expect(findPassages(shared, shared, common)).toEqual([]);
  });

  it('says how much of a text was found, each character once', () => {
    const probe = new LikenessProbe(normalise(`${shared}其余的都是自己写的文字内容，谁也没有抄`));
    expect(probe.foundCharacters).toBe(0);
    for (const other of [`甲${shared}`, `乙${shared}丙`])
      expect(probe.passagesWith(normalise(other))).toHaveLength(1);
    expect(probe.foundCharacters).toBe(shared.length);
    expect(probe.characters).toBe(shared.length + 18);
  });

  it('stays bounded on repetitive texts', () => {
    const started = process.cpuUsage();
    for (const piece of ['学', '学习', '学习贯彻落实党的精神']) {
      const text = piece.repeat(60_000 / piece.length);
      expect(findPassages(text, text).length).toBeGreaterThan(0);
      findPassages(text, `头${text}`);
    }
    // Not how fast, but that it is not quadratic; the processor's time, for others may use it too.
    expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
  });
});

describe('reportText', () => {
  it('joins sections and problems and knows which is where', () => {
    const { text, parts } = reportText({
      sections: [
        { key: 'work', body: '甲' },
        { key: 'plan', body: '' },
      ],
      indicators: {},
      problems: [{ id: 'p', problem: '乙', measure: '丙' }],
      unplaced: '丁',
    });
    expect(parts.map(({ kind, key, from, to }) => [kind, key, text.slice(from, to)])).toEqual([
      ['section', 'work', '甲'],
      ['problem', 'p', '乙\n丙'],
    ]);
  });
});

const folder = resolve(__dirname, '../../../../shared/seeds');
if (existsSync(folder)) {
  describe('the seeds', () => {
    const seed = (number: string) =>
      readFileSync(join(folder, readdirSync(folder).find((name) => name.startsWith(number)) ?? ''), 'utf8');

    it('002 and 003 share whole sentences (design 1.7)', () => {
      const [a, b] = [seed('002'), seed('003')];
      const passages = findPassages(b, a);
      expect(passages).toHaveLength(3);
      expect(passages.reduce((total, { counted }) => total + counted, 0)).toBeGreaterThan(90);
      for (const { aFrom, aTo, bFrom, bTo } of passages) {
        expect(normalise(b.slice(aFrom, aTo)).text).toBe(normalise(a.slice(bFrom, bTo)).text);
      }
    });

    it('000 and 001 share nothing but set phrases', () => {
      expect(findPassages(seed('000'), seed('001')).map(({ counted }) => counted)).toEqual([]);
    });
  });
} else {
  it('does not compare the seeds: ../shared/seeds is not on this machine', () => {
    process.stderr.write('likeness.spec: ../shared/seeds is not there; its cases were not run\n');
  });
}
