import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { TemplateController } from './template.controller';
import { TemplateVersionController } from './template-version.controller';

@Module({ imports: [TemplateModule], controllers: [TemplateController, TemplateVersionController] })
export class TemplateApiModule {}
