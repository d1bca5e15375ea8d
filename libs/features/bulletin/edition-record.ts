/** One hand in an edition's making, as the bulletin prints it. */
export interface EditionHand {
  org: string;
  name: string;
  at: string;
}

/**
 * Who proposed, reviewed and approved what an edition publishes (党务公开条例 art. 15: 提出, 审核, 审批,
 * 实施); names as they stood. Written once, when the edition is made.
 */
export interface EditionRecord {
  proposed: EditionHand;
  reviewed: EditionHand[];
  approved: EditionHand[];
}
