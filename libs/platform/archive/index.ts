export { ZipArchive, ZipFault, type ZipFaultKind, type ZipLimits } from './zip-archive';
