import type { TemplateDefinition } from '../cycle/template-definition';
import type { CompilationSource } from './compilation';

/**
 * Keeps of sources what {@link compileDraft} can use, batch by batch in their order: sections and indicators of
 * the template alone, and no further text of a section once its texts together exceed the section's limit,
 * since none of them is then taken. The same draft comes out; what has to be held stays small.
 */
export function abridger(
  definition: TemplateDefinition,
): (sources: CompilationSource[]) => CompilationSource[] {
  const limits = new Map(definition.sections.map(({ key, maxLength }) => [key, maxLength]));
  const lengths = new Map<string, number>();
  const keys = new Set(definition.indicators.map(({ key }) => key));

  const useful = ({ key, body }: { key: string; body: string }) => {
    const limit = limits.get(key);
    const before = lengths.get(key) ?? 0;
    const text = body.trim();
    if (limit === undefined || before > limit || text === '') return [];
    lengths.set(key, before + text.length);
    return [{ key, body: text }];
  };
  return (sources) =>
    sources.map(({ content, ...source }) => ({
      ...source,
      content: {
        sections: content.sections.flatMap(useful),
        indicators: Object.fromEntries(Object.entries(content.indicators).filter(([key]) => keys.has(key))),
        problems: content.problems,
        unplaced: '',
      },
    }));
}
