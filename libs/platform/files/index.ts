export { type FileKind, fileKind, fileKinds } from './file-kind';
export { OfficePackage, type PackageLimits, type Relation } from './office-package';
export { type DecodedText, decodeText } from './text-decoding';
export {
  readXml,
  type XmlElement,
  XmlFault,
  type XmlFaultKind,
  type XmlLimits,
  type XmlVisitor,
} from './xml-part';
export { ZipArchive, ZipFault, type ZipFaultKind, type ZipLimits } from './zip-archive';
