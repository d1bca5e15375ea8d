import { Module } from '@nestjs/common';
import { BulletinRepository } from './bulletin.repository';

@Module({ providers: [BulletinRepository], exports: [BulletinRepository] })
export class BulletinModule {}
