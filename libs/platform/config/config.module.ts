import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Environment } from './environment';

/** Makes the validated {@link Environment} injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Environment, useValue: environment }],
      exports: [Environment],
    };
  }
}
