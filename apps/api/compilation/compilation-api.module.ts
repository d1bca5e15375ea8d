import { CompilationModule } from '@features/compilation';
import { Module } from '@nestjs/common';
import { CompilationController } from './compilation.controller';

@Module({ imports: [CompilationModule], controllers: [CompilationController] })
export class CompilationApiModule {}
