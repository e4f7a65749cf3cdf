import type { Detail, FindDetails } from './detail.ts';

/** The surnames that nearly all Chinese people have; compound ones first, since they begin like single ones. */
const compound = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|端木|南宫|夏侯|轩辕|歐陽|司馬|諸葛';
const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯溫';
const surname = `(?:${compound}|[${single}])`;
/** The usual characters; the whole script would make the search several times slower. */
const han = '[\\u3400-\\u4DBF\\u4E00-\\u9FFF]';

const titles =
  '先生|女士|小姐|太太|夫人|老师|老師|教授|博士|医生|醫生|大夫|律师|律師|会计师|工程师|工程師|经理|經理|总经理|副总|总监|總監|主任|主管|总裁|总裁|总|董事长|董事|处长|局长|部长|科长|所长|院长|校长|书记|书记员|同志|同学|队长|师傅|法官|检察官|警官|护士|秘书|助理';
/** What stands before a name in forms, contracts and letters. */
const labels =
  '联系人|聯繫人|姓名|负责人|負責人|经办人|經辦人|收件人|寄件人|发件人|法定代表人|法人代表|代表人|委托人|受托人|代理人|申请人|申請人|被申请人|原告|被告|证人|当事人|签名|签字|簽名|作者|员工|客户姓名|患者|病人|学生|甲方|乙方|主讲人|主持人|记录人|审核人|批准人|制表人|填表人|审批人|监护人|紧急联系人|户名|开户人|收款人|付款人';
/** Words that a name follows at once. */
const announcers = '联系人|聯繫人|姓名|尊敬的|亲爱的|敬爱的|我叫|名叫|叫做';

/** Signs that begin the word after a name rather than end the name. */
const afterNames =
  '的在是和与及或为于向对从被把将已由先女小老说表称指等电手联身证性职出负提以至就也都不会要同到年月日时任总经主医律教博副工程并跟让给请';
/** Words that look like a surname with a given name, and are none. */
const notNames =
  /^(?:高级|高等|高层|高校|高中|高度|高新|任何|任务|方面|方案|方式|方法|常务|常见|常用|金融|金额|时间|时候|项目|项下|全部|全体|全国|单位|单独|管理|管辖|成立|成本|成员|安全|安排|和解|和平|应当|应该|应付|应收|文件|文化|文字|明确|明细|时代|相关|连续|向上|关于|关系|农业|路线|商品|商业|商务|华东|华北|华南|江苏|江西|宁波|安徽|广东|万元|万一|古代|古典|明年|明天|温度|温馨|荣誉|石油|黄金|白色|包括|包含|经济|银行|公司|有限|部门|华为|时任|谢谢|应聘|项目经|管培|左右|欧洲|何时|何种|何处|连带|解释|解决|解除|查询|计划|游客|车辆|车间|边界|师傅|司法|司机|党员|党委|景区|米饭|全权|成都)/;

const title = new RegExp(titles, 'g');
const beforeTitle = new RegExp(`${surname}${han}{0,2}$`, 'u');
const labelled = new RegExp(
  `(?:(?:${labels})(?:[(（][^)）\\n]{0,12}[)）])?[\\s:：_*|]{1,6}|${announcers})(?<detail>${surname}${han}(?:(?![${afterNames}])${han})?)(?![·])`,
  'gu',
);
const signed = new RegExp(`(?:^|\\n)[\\s>*_-]{0,80}(?<detail>${surname}${han}{1,2})[\\s*_]*(?=\\n|$)`, 'gu');

/**
 * Chinese names by surname and what stands beside it: a title behind, a label before, or a line of their own at the end
 * of a letter. Best effort: a name in the middle of a sentence without any of these is found only where the same name is
 * found elsewhere in the request.
 */
export const findChineseNames: FindDetails = (text) => [
  ...Array.from(text.matchAll(title)).flatMap(({ index }) => {
    const name = beforeTitle.exec(text.slice(Math.max(0, index - 4), index))?.[0];
    return name === undefined ? [] : toDetail(name, index - name.length);
  }),
  ...[labelled, signed].flatMap((pattern) =>
    Array.from(text.matchAll(pattern)).flatMap(({ index, 0: match, groups }) => {
      const name = groups?.['detail'] ?? '';
      return toDetail(name, index + match.lastIndexOf(name));
    }),
  ),
];

function toDetail(name: string, start: number): Detail[] {
  return name === '' || notNames.test(name) ? [] : [{ kind: 'names', start, end: start + name.length }];
}
