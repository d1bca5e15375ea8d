import { Module } from '@nestjs/common';
import { MeController } from './me.controller';
import { SignInController } from './sign-in.controller';

@Module({ controllers: [SignInController, MeController] })
export class SignInApiModule {}
