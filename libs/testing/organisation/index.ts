export { demonstrationTree, rolesOfKind, type TreeUnit } from './demonstration-tree';
export { type SeededOrganisation, seedOrganisation, testPassword } from './seed-organisation';
export { unsoundUnits } from './unsound-units';
