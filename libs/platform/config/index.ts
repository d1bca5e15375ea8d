export { ConfigModule } from './config.module';
export {
  Environment,
  EnvironmentError,
  isDemonstration,
  readEnvironment,
  servedOverHttps,
} from './environment';
