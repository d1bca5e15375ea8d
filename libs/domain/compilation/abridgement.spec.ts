import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { emptyContent } from '../review/content';
import { abridger } from './abridgement';
import { type CompilationSource, compileDraft } from './compilation';

const definition = {
  ...branchAnnualTemplate,
  sections: branchAnnualTemplate.sections.map((section) => ({ ...section, minLength: 0, maxLength: 60 })),
};
const keys = definition.sections.map(({ key }) => key);

const source = fc
  .record({
    name: fc.stringMatching(/^[a-z]{1,4}$/),
    sections: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom(...keys, 'elsewhere'),
        body: fc.stringMatching(/^[ 甲乙丙\n]{0,40}$/),
      }),
      { selector: ({ key }) => key },
    ),
    days: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
    problems: fc.array(fc.constantFrom('台账不全', '结对少'), { maxLength: 3 }),
  })
  .map(
    ({ name, sections, days, problems }): CompilationSource => ({
      reportId: name,
      org: { code: name, name },
      revision: 1,
      content: {
        sections,
        indicators: { ...(days === undefined ? {} : { theme_days: days }), elsewhere: 1 },
        problems: problems.map((problem, at) => ({ id: `${name}-${at}`, problem })),
        unplaced: name,
      },
    }),
  );

const compiled = (sources: CompilationSource[]) => {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return String(ids);
  };
  return compileDraft({ definition, draft: emptyContent, previous: null, sources, promises: [], newId });
};

it('an abridgement of any batches compiles to the same draft', () => {
  fc.assert(
    fc.property(fc.array(source, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (sources, size) => {
      const whole = abridger(definition);
      const parts: CompilationSource[] = [];
      for (let at = 0; at < sources.length; at += size)
        parts.push(...whole(abridger(definition)(sources.slice(at, at + size))));
      expect(compiled(parts)).toEqual(compiled(sources));
    }),
  );
});

it('holds no more text of a section than tells that it is too much', () => {
  const long = Array.from({ length: 50 }, (_, at) => ({
    reportId: String(at),
    org: { code: 'a', name: 'a' },
    revision: 1,
    content: { ...emptyContent, sections: [{ key: keys[0] ?? '', body: '甲'.repeat(40) }] },
  }));
  const kept = abridger(definition)(long).flatMap(({ content }) => content.sections);
  expect(kept).toHaveLength(2);
});
