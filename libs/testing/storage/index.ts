export { type ObjectServerAccess, SignedObjectServer } from './signed-object-server';
