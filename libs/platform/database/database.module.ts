import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type DatabaseTarget, dataSourceOptions } from './data-source-options';
import { Database } from './database';
import { UnitOfWork } from './unit-of-work';

/** The connection pool, the unit of work and plain reads. Migrations run before the application starts. */
@Global()
@Module({})
export class DatabaseModule {
  static connectedTo(target: DatabaseTarget): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(target), autoLoadEntities: true, retryAttempts: 3 }),
      ],
      providers: [
        {
          provide: UnitOfWork,
          useFactory: (dataSource: DataSource) => new UnitOfWork(dataSource),
          inject: [DataSource],
        },
        {
          provide: Database,
          useFactory: (dataSource: DataSource) => new Database(dataSource),
          inject: [DataSource],
        },
      ],
      exports: [UnitOfWork, Database, TypeOrmModule],
    };
  }
}
