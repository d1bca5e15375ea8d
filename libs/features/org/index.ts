export { type Acting, mayAct, type Operator, operator, subtreesOf } from './acting';
export { followingUnit, mergedInto } from './merged-into';
export { OrgModule } from './org.module';
export { type OrgImport, OrgImportService } from './org-import.service';
export { OrgImportParents } from './org-import-parents';
export { lockTreeForReading } from './org-lock';
export { orgTable, type SheetFormat, safeCell } from './org-sheet';
export { type OrgTreeNode, OrgTreeService } from './org-tree.service';
export type { OrgUnit } from './org-unit';
export { OrgUnitRepository, type Reader } from './org-unit.repository';
export {
  manageableUnit,
  type NewOrgUnit,
  type OrgChangeItem,
  type OrgUnitPatch,
  OrgUnitService,
} from './org-unit.service';
export { type Act, recordAct } from './record-act';
export type { ChangeLine, Reorganisation } from './reorganisation';
export { ReorganisationService } from './reorganisation.service';
export { type EndedUnit, UnitEndings } from './unit-endings';
