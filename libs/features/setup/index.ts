export { SetupModule } from './setup.module';
export { type FirstAccount, SetupService, type SetupState } from './setup.service';
