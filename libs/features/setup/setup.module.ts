import { OrgModule } from '@features/org';
import { PeopleModule } from '@features/people';
import { SignInModule } from '@features/sign-in';
import { Module } from '@nestjs/common';
import { SetupService } from './setup.service';

/** The first account of an installation without demonstration data. */
@Module({
  imports: [OrgModule, PeopleModule, SignInModule],
  providers: [SetupService],
  exports: [SetupService],
})
export class SetupModule {}
