import { Module } from '@nestjs/common';
import { OrgImportService } from './org-import.service';
import { OrgJudge } from './org-judge';
import { OrgTreeService } from './org-tree.service';
import { OrgUnitRepository } from './org-unit.repository';
import { OrgUnitService } from './org-unit.service';
import { ReorganisationService } from './reorganisation.service';

/** The organisation's tree: reading, planting, reorganising, importing. */
@Module({
  providers: [
    OrgUnitRepository,
    OrgUnitService,
    OrgTreeService,
    OrgImportService,
    ReorganisationService,
    OrgJudge,
  ],
  exports: [OrgUnitRepository, OrgUnitService, OrgTreeService, OrgImportService, ReorganisationService],
})
export class OrgModule {}
