export { type Fingerprint, fingerprint, gramLength, shortestPassage } from './fingerprint';
export { type NormalText, normalise } from './normal-text';
export { findPassages, LikenessProbe, type Passage } from './probe';
export { type ReportText, reportText, type TextPart } from './report-text';
