export { AttentionModule } from './attention.module';
export {
  type Attention,
  AttentionService,
  type VacantPost,
  type Waiting,
  type WaitingExtension,
} from './attention.service';
export { unitsWithoutSecretary } from './vacancy';
