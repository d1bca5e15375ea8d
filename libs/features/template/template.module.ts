import { OrgModule } from '@features/org';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TemplateEntity } from './template.entity';
import { TemplateRepository } from './template.repository';
import { TemplateService } from './template.service';
import { TemplateAccess } from './template-access';
import { TemplateCache } from './template-cache';
import { TemplateVersionEntity } from './template-version.entity';

/** Templates of reports and their versions. */
@Module({
  imports: [OrgModule, TypeOrmModule.forFeature([TemplateEntity, TemplateVersionEntity])],
  providers: [TemplateRepository, TemplateService, TemplateAccess, TemplateCache],
  exports: [TemplateRepository, TemplateService, TemplateAccess, TemplateCache],
})
export class TemplateModule {}
