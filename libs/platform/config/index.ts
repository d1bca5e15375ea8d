export { ConfigModule } from './config.module';
export { readDatabaseUrl } from './database-url';
export {
  Environment,
  EnvironmentError,
  isDemonstration,
  readEnvironment,
  servedOverHttps,
} from './environment';
