import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { type ImportOptions, type ImportProposal, proposeImport } from '@domain/importing';

/** What crosses to the thread: data only. */
export interface ProposalTask {
  text: string;
  template: TemplateDefinition;
  options: Pick<ImportOptions, 'year'>;
}

/** The work of a thread of `ProposalPool`, which loads this file by its path. */
export default function work({ text, template, options }: ProposalTask): ImportProposal {
  return proposeImport(text, template, options);
}
