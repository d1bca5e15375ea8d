import { PeopleModule } from '@features/people';
import { Module } from '@nestjs/common';
import { AppointmentController } from './appointment.controller';
import { DelegationController } from './delegation.controller';
import { UserController } from './user.controller';
import { UserImportController } from './user-import.controller';

@Module({
  imports: [PeopleModule],
  controllers: [UserImportController, UserController, AppointmentController, DelegationController],
})
export class PeopleApiModule {}
