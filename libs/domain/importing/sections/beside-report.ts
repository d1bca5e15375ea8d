/** What stands beside the report: no section's. */
export const aside = /^(?:备注|说明|附注|填表说明|数据来源|附录)$/;

/** What a form asks for above its text: whose it is. */
export const ofForm =
  /^(?:填报|报送|所在)?(?:单位|党组织|支部)(?:名称)?[:]?$|^(?:填报|填表|报告|汇报|述职)(?:人|日期|时间)[:]?$|^(?:姓名|职务|联系电话|电话|日期)[:]?$/;
