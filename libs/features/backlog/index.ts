export { Backlog, type BacklogFigures, type Waiting } from './backlog';
export { BacklogModule } from './backlog.module';
