export { cutText, passageOf } from './cut-text';
export { ordinaryText, plainLineEnds, storedText } from './ordinary-text';
