export { TemplateEntity } from './template.entity';
export { TemplateModule } from './template.module';
export {
  type Standing,
  type Template,
  TemplateRepository,
  type TemplateVersion,
  type TemplateVersionSummary,
} from './template.repository';
export { type NewTemplate, TemplateService } from './template.service';
export { inLine, standingOf, TemplateAccess } from './template-access';
export { TemplateCache } from './template-cache';
export { TemplateVersionEntity } from './template-version.entity';
