import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppointmentEntity } from './appointment.entity';
import { AppointmentService } from './appointment.service';
import { DelegationEntity } from './delegation.entity';
import { DelegationService } from './delegation.service';
import { FoundingService } from './founding.service';
import { PeopleRepository } from './people.repository';
import { PeopleJudges } from './people-judges';
import { PostRepository } from './post.repository';
import { PostChanges } from './post-changes';
import { UserEntity } from './user.entity';
import { UserService } from './user.service';
import { UserImportService } from './user-import.service';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity, AppointmentEntity, DelegationEntity])],
  providers: [
    PostChanges,
    PeopleRepository,
    PostRepository,
    PeopleJudges,
    UserService,
    UserImportService,
    AppointmentService,
    DelegationService,
    FoundingService,
  ],
  exports: [
    PostChanges,
    PeopleRepository,
    PostRepository,
    UserService,
    UserImportService,
    AppointmentService,
    DelegationService,
    FoundingService,
  ],
})
export class PeopleModule {}
