import { BulletinModule } from '@features/bulletin';
import { Module } from '@nestjs/common';
import { BulletinController } from './bulletin.controller';

@Module({ imports: [BulletinModule], controllers: [BulletinController] })
export class BulletinApiModule {}
