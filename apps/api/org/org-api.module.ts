import { OrgModule } from '@features/org';
import { Module } from '@nestjs/common';
import { OrgFileController } from './org-file.controller';
import { OrgUnitController } from './org-unit.controller';
import { ReorganisationController } from './reorganisation.controller';

@Module({
  imports: [OrgModule],
  controllers: [OrgFileController, OrgUnitController, ReorganisationController],
})
export class OrgApiModule {}
