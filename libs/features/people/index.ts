export { AppointmentService, type NewAppointment } from './appointment.service';
export { DelegationService, type NewDelegation } from './delegation.service';
export { DelegationAnnouncer, type DelegationNews } from './delegation-news';
export { DelegationRecusals, type RecusedReport } from './delegation-recusals';
export { type DeputyCandidate, DeputySearch } from './deputy-search';
export { type FoundedAccount, FoundingService } from './founding.service';
export { PeopleModule } from './people.module';
export { PeopleRepository, type UserFilter, type UserView } from './people.repository';
export {
  type AppointmentView,
  type DelegationState,
  type DelegationView,
  delegationStates,
  type PostFilter,
  PostRepository,
} from './post.repository';
export { type ChangedPost, type PostChangeListener, PostChanges } from './post-changes';
export { type NewUser, type UserChange, UserService } from './user.service';
export { type UserImport, UserImportService } from './user-import.service';
export { userTable } from './user-table';
