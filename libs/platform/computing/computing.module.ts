import { Module } from '@nestjs/common';
import { Computing } from './computing';

/** One set of processes for an application, however many features compute in them. */
@Module({ providers: [Computing], exports: [Computing] })
export class ComputingModule {}
