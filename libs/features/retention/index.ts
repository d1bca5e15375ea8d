export { RetentionModule } from './retention.module';
export { type Forgotten, RetentionService } from './retention.service';
