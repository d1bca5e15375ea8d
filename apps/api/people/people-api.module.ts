import { PeopleModule } from '@features/people';
import { Module } from '@nestjs/common';
import { AppointmentController } from './appointment.controller';
import { DelegationController } from './delegation.controller';
import { UserController } from './user.controller';

@Module({
  imports: [PeopleModule],
  controllers: [UserController, AppointmentController, DelegationController],
})
export class PeopleApiModule {}
