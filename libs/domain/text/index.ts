export { cutText, passageOf } from './cut-text';
export { ordinaryText, plainLineEnds } from './ordinary-text';
