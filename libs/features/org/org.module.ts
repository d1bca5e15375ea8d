import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { OrgImportService } from './org-import.service';
import { OrgImportParents } from './org-import-parents';
import { OrgJudge } from './org-judge';
import { OrgTreeService } from './org-tree.service';
import { OrgUnitRepository } from './org-unit.repository';
import { OrgUnitService } from './org-unit.service';
import { ReorganisationService } from './reorganisation.service';
import { UnitEndings } from './unit-endings';

/** The organisation's tree: reading, planting, reorganising, importing. */
@Module({
  imports: [ComputingModule],
  providers: [
    OrgUnitRepository,
    OrgUnitService,
    OrgTreeService,
    OrgImportParents,
    OrgImportService,
    ReorganisationService,
    UnitEndings,
    OrgJudge,
  ],
  exports: [
    OrgUnitRepository,
    OrgUnitService,
    OrgTreeService,
    OrgImportService,
    ReorganisationService,
    UnitEndings,
  ],
})
export class OrgModule {}
