import { type Finding, outlineFindings } from '@domain/checks';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { type ImportOptions, type ImportProposal, proposeImport } from '@domain/importing';
import type { HeavyWork } from '@platform/computing';

export interface ProposalTask {
  text: string;
  template: TemplateDefinition;
  options: Pick<ImportOptions, 'year' | 'period'>;
}

export interface Proposed {
  proposal: ImportProposal;
  /** What is wrong with the numbering of the whole text. */
  outline: Finding[];
}

/** Reading a text for a template. */
export const proposalWork: HeavyWork<ProposalTask, Proposed> = {
  file: __filename,
  perform: ({ text, template, options }) => ({
    proposal: proposeImport(text, template, options),
    outline: outlineFindings(text),
  }),
  milliseconds: 20_000,
  refusal: 'import_takes_too_long',
  busy: 'import_busy',
};

export default proposalWork;
