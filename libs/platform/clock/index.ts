export { Clock, SettableClock } from './clock';
export { ClockModule } from './clock.module';
