import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { type ImportOptions, type ImportProposal, proposeImport } from '@domain/importing';
import type { HeavyWork } from '@platform/computing';

export interface ProposalTask {
  text: string;
  template: TemplateDefinition;
  options: Pick<ImportOptions, 'year'>;
}

/** Reading a text for a template. */
export const proposalWork: HeavyWork<ProposalTask, ImportProposal> = {
  file: __filename,
  perform: ({ text, template, options }) => proposeImport(text, template, options),
  milliseconds: 20_000,
  refusal: 'import_takes_too_long',
  busy: 'import_busy',
};

export default proposalWork;
