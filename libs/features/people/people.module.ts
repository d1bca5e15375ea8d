import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComputingModule } from '@platform/computing';
import { AccountRepository } from './account.repository';
import { AppointmentEntity } from './appointment.entity';
import { AppointmentService } from './appointment.service';
import { DelegationEntity } from './delegation.entity';
import { DelegationService } from './delegation.service';
import { DelegationAnnouncer } from './delegation-news';
import { DelegationRecusals } from './delegation-recusals';
import { DeputySearch } from './deputy-search';
import { FoundingService } from './founding.service';
import { PeopleRepository } from './people.repository';
import { PeopleJudges } from './people-judges';
import { PostRepository } from './post.repository';
import { PostChanges } from './post-changes';
import { UserEntity } from './user.entity';
import { UserService } from './user.service';
import { UserImportService } from './user-import.service';
import { UserImportUnits } from './user-import-units';

@Module({
  imports: [ComputingModule, TypeOrmModule.forFeature([UserEntity, AppointmentEntity, DelegationEntity])],
  providers: [
    PostChanges,
    AccountRepository,
    DelegationAnnouncer,
    DelegationRecusals,
    PeopleRepository,
    PostRepository,
    PeopleJudges,
    UserService,
    UserImportService,
    UserImportUnits,
    AppointmentService,
    DelegationService,
    DeputySearch,
    FoundingService,
  ],
  exports: [
    DelegationAnnouncer,
    PostChanges,
    PeopleRepository,
    PostRepository,
    UserService,
    UserImportService,
    AppointmentService,
    DelegationRecusals,
    DelegationService,
    DeputySearch,
    FoundingService,
  ],
})
export class PeopleModule {}
