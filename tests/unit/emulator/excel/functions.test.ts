/** @jest-environment jsdom */
import { sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';

/** Rows with a date, a share, texts of numbers, and both kinds of cells that look empty. */
const orders = [
  ['Order', 'Date', 'Customer', 'Amount', 'Share'],
  ["'0012", '2024-01-15', 'Alice', 10, 0.05],
  ["'12", '2024-02-29', 'bob', 20, 0.2],
  [12, '2023-12-31', 'Dave*', 30, '=""'],
  ["'110101199001011234", '2024-06-30 13:00', '北京', 40, ''],
  ["'110101199001011239", '', true, 1500, '=1/0'],
];

const cells = [
  ['Item', 'Amount'],
  ['apple', 3],
];

/** What a formula gives beside the cells. */
function computed(formula: string, rows: readonly (readonly unknown[])[] = cells): unknown {
  const document = workbookOf(rows);
  sheetOf(document)
    .call('getRange', 'H1')
    .set('formulas', [[formula]]);
  return (valuesAt(document, 'H1') as unknown[][])[0]?.[0];
}

it.each([
  ['=ROUND(1.005,2)', 1.01],
  ['=ROUND(8.325,2)', 8.33],
  ['=ROUND(-2.5,0)', -3],
  ['=ROUND(1250,-2)', 1300],
  ['=ROUND(-0.4,0)', 0],
  ['=ROUND(1/3,15)', 0.333333333333333],
  ['=ROUND(1E+300,2)', 1e300],
  ['=ROUND(5E-320,2)', 0],
  ['=ROUNDUP(2.21+2.19,2)', 4.4],
  ['=ROUNDUP(-2.1,0)', -3],
  ['=ROUNDDOWN(30000*0.0042*3,0)', 378],
  ['=ROUNDDOWN(17.38,2)', 17.38],
  ['=TRUNC(1.15,2)', 1.15],
  ['=TRUNC(-8.9)', -8],
  ['=INT(880000000*0.00849/3)', 2490400],
  ['=INT(-8.1)', -9],
  ['=MOD(6.3,0.1)', 0],
  ['=MOD(-10,3)', 2],
  ['=MOD(1,0)', '#DIV/0!'],
  ['=QUOTIENT(-10,3)', -3],
  ['=MOD(1E+15,7)', 6],
  ['=MROUND(6.05,0.1)', 6],
  ['=MROUND(7.05,0.1)', 7.1],
  ['=MROUND(-10,-3)', -9],
  ['=MROUND(5,-2)', '#NUM!'],
  ['=CEILING(-2.5,1)', -2],
  ['=CEILING(-2.5,-1)', -3],
  ['=CEILING(2.5,-1)', '#NUM!'],
  ['=CEILING(1.6,0.7+0.1)', 1.6],
  ['=CEILING.MATH(-5.5,2,-1)', -6],
  ['=CEILING.MATH(-5.5,2)', -4],
  ['=FLOOR(7.1,0.1)', 7.1],
  ['=FLOOR(-2.5,1)', -3],
  ['=FLOOR(-2.5,-1)', -2],
  ['=FLOOR(5,0)', '#DIV/0!'],
  ['=FLOOR.MATH(-5.5,2,-1)', -4],
  ['=FLOOR.MATH(-5.5,2)', -6],
])('[EXCEL-71] rounds by the 15 digits that people see: %s', (formula, value) => {
  expect(computed(formula)).toBe(value);
});

it.each([
  ['=COUNTIF(A2:A6,12)', 3],
  ['=COUNTIF(A2:A6,"12")', 3],
  ['=COUNTIF(A2:A6,"110101199001011234")', 2],
  ['=COUNTIF(B2:B6,">=2024-01-01")', 3],
  ['=COUNTIF(B2:B6,"1/15/2024")', 1],
  ['=COUNTIF(B2:B6,">"&DATE(2024,2,1))', 2],
  ['=COUNTIF(D2:D6,">1,000")', 1],
  ['=COUNTIF(E2:E6,">10%")', 1],
  ['=COUNTIF(E2:E6,"")', 2],
  ['=COUNTIF(E2:E6,"=")', 1],
  ['=COUNTIF(E2:E6,"<>")', 4],
  ['=COUNTIF(E2:E6,"#DIV/0!")', 1],
  ['=COUNTIF(E2:E6,H9)', 0],
  ['=COUNTIF(C2:C6,">b")', 3],
  ['=COUNTIF(C2:C6,"<c")', 2],
  ['=COUNTIF(C2:C6,"<>*a*")', 3],
  ['=COUNTIF(C2:C6,"dave~*")', 1],
  ['=COUNTIF(C2:C6,"??")', 1],
  ['=COUNTIF(C2:C6,TRUE)', 1],
  ['=COUNTIF(C2,"A*")', 1],
  ['=COUNTIFS(B2:B6,">=2024-01-01",B2:B6,"<2024-06-01")', 2],
  ['=COUNTIFS(B2:B6,">0",C2:C3,"bob")', '#VALUE!'],
  ['=SUMIF(C2:C6,"b*",D2)', 20],
  ['=SUMIF(D2:D6,"<=20")', 30],
  ['=SUMIF(E2:E6,"<>",D2:D6)', 1560],
  ['=SUMIF(D2:D6,">1000",E2:E6)', '#DIV/0!'],
  ['=SUMIFS(D2:D6,B2:B6,">=2024-01-01",C2:C6,"<>bob")', 50],
  ['=AVERAGEIF(D2:D6,"<30")', 15],
  ['=AVERAGEIFS(D2:D6,C2:C6,"nobody")', '#DIV/0!'],
  ['=MAXIFS(D2:D6,B2:B6,"<2024-02-01")', 30],
  ['=MINIFS(D2:D6,C2:C6,"nobody")', 0],
  ['=SUMPRODUCT(SUMIF(C2:C6,{"alice","bob"},D2:D6))', 30],
])('[EXCEL-72] finds cells by what a criterion means: %s', (formula, value) => {
  expect(computed(formula, orders)).toBe(value);
});

it('[EXCEL-72] follows the cells that a sum range comes to by the size of the first', () => {
  const document = workbookOf([...orders, ['', '', '', '', '=SUMIF(C2:C6,"b*",D2)']]);
  sheetOf(document)
    .call('getRange', 'D3')
    .set('values', [[25]]);
  expect(valuesAt(document, 'E7')).toEqual([[25]]);
});

it.each([
  ['=TEXT(1234567,"0.00,,""M""")', '1.23M'],
  ['=TEXT(123456,"0!.0,""万!""")', '12.3万!'],
  ['=TEXT(0,"#.##")', '.'],
  ['=TEXT(12,"0.0#")', '12.0'],
  ['=TEXT(1.005,"0.00")', '1.01'],
  ['=TEXT(0.285,"0%")', '29%'],
  ['=TEXT(123456789012345,"0.00")', '123456789012345.00'],
  ['=TEXT(85,"[>=90]""A"";[>=60]""B"";""C""")', 'B'],
  ['=TEXT(0,"$#,##0;-$#,##0;""-""")', '-'],
  ['=TEXT(1.5,"[h]:mm")', '36:00'],
  ['=TEXT(45306,"yyyy""年""m""月""d""日""")', '2024年1月15日'],
  ['=TEXT(45306,"[$-804]aaaa")', '星期一'],
  ['=TEXT(45306.6,"上午/下午h:mm")', '下午2:24'],
  ['=TEXT("2024-01-15","yyyy/mm/dd")', '2024/01/15'],
  ['=TEXT("1234","#,##0")', '1,234'],
  ['=TEXT("abc","0.00")', 'abc'],
  ['=TEXT(TRUE,"0")', 'TRUE'],
  ['=TEXT(5,"")', ''],
  ['=TEXT(H9,"0.0")', '0.0'],
  ['=TEXT(1234,"General")', '1234'],
  ['=TEXT(5,"""x")', '#VALUE!'],
  ['=TEXT(-1,"yyyy-mm-dd")', '#VALUE!'],
  ['=TEXT(1/0,"0")', '#DIV/0!'],
  ['=TEXT(10203040,"[DBNum1][$-804]G/通用格式")', '一千〇二十万三千〇四十'],
  ['=TEXT(100010.5,"[DBNum2]")', '壹拾万零壹拾.伍'],
  ['=TEXT(2024,"[DBNum1]0")', '二〇二四'],
  ['=TEXT(56,"[dbnum2]0角0分")', '伍角陆分'],
  ['=TEXT(45580,"[DBNum1]yyyy年m月d日")', '二〇二四年十月十五日'],
  ['=FIXED(1.005,2)', '1.01'],
  ['=FIXED(-1234.567,-2)', '-1,200'],
  ['=FIXED(1234.567,1,TRUE)', '1234.6'],
  ['=DOLLAR(-1234.567,1)', '($1,234.6)'],
])('[EXCEL-73] writes values as the formats of cells do: %s', (formula, value) => {
  expect(computed(formula)).toBe(value);
});

it('[EXCEL-73] shows in cells what it writes in texts', () => {
  const document = workbookOf([[1.005, 8.325, 15, 25000]]);
  const range = sheetOf(document).call('getRange', 'A1:D1');
  range.set('numberFormat', [['0.00', '0.00', '[DBNum2]General', '0!.0,万']]);
  expect(range.value('text')).toEqual([['1.01', '8.33', '壹拾伍', '2.5万']]);
});

it.each([
  ['="2024-03-01"-"2024-02-01"', 29],
  ['="2024-01-15"+30', 45336],
  ['=(A2&"-15")*1', 45306],
  ['=--A3', 1234.5],
  ['=A3*2', 2469],
  ['=A4*100', 5],
  ['=A5^2', 25],
  ['="1:30"*24', 1.5],
  ['=SUM(A3:A4*2)', 2469.1],
  ['=LET(day,"2024-01-15",day+1)', 45307],
  ['=A6+1', '#VALUE!'],
  ['=A7+1', '#VALUE!'],
  ['="TRUE"+1', '#VALUE!'],
  ['=IF(A3*1>1000,A3,0)', '1,234.5'],
  ['=EDATE(A2&"-15",1)', 45337],
  ['=WEEKDAY("2024-01-15",2)', 1],
  ['=DATEDIF("2024-01-01","2024-12-31","m")', 11],
  ['=NETWORKDAYS("2024-01-01","2024-01-31")', 23],
  ['=DAYS("2024-03-01","2024-02-01")', 29],
  ['=HOUR("13:45:30")', 13],
  ['=ABS("-$5")', 5],
  ['=ABS("($5)")', 5],
  ['=SUMPRODUCT(--(MONTH(A8:A9)=2))', 1],
])('[EXCEL-74] reads texts where numbers are wanted: %s', (formula, value) => {
  const texts = ["'x", "'2024-01", "'1,234.5", "'5%", "'($5)", '=""', 'abc', "'2024-02-03", "'2024-03-01"];
  expect(
    computed(
      formula,
      texts.map((text) => [text]),
    ),
  ).toBe(value);
});

describe('[EXCEL-77] arrays', () => {
  const people = [
    ['Name', 'Year', 'Amount'],
    ['Ann', 2024, 10],
    ['Bob', 2025, 20],
    ['Cid', 2024, 30],
    ['Dan', 2024, 40],
  ];

  it.each([
    ['=SUM(ROW(A2:A4))', 9],
    ['=SUM(COLUMN(A1:C1))', 6],
    ['=SUM(ROW(INDIRECT("1:10")))', 55],
    ['=MAX((A:A="Cid")*ROW(A:A))', 4],
    ['=INDEX(A2:A5,SMALL(IF(B2:B5=2024,ROW(B2:B5)-1),2))', 'Cid'],
    ['=INDEX(A:A,SMALL(IF(B2:B5=2024,ROW(B2:B5),4^8),ROW(A3)))&""', 'Dan'],
    ['=INDEX(A:A,SMALL(IF(B2:B5=2024,ROW(B2:B5),4^8),ROW(A4)))&""', ''],
    ['=VLOOKUP(30,IF({1,0},C2:C5,A2:A5),2,FALSE)', 'Cid'],
    ['=VLOOKUP(20,CHOOSE({1,2},C2:C5,A2:A5),2,FALSE)', 'Bob'],
    ['=INDEX(TEXTSPLIT("a-b-c","-"),2)', 'b'],
    ['=INDEX({1,2,3},4)', '#REF!'],
    ['=TEXTJOIN("-",TRUE,INDEX(A2:A5,{1,3}))', 'Ann-Cid'],
    ['=TEXTJOIN("-",TRUE,INDEX(A2:C3,{2;1},{1,3}))', 'Bob-20-Ann-10'],
    ['=TEXTJOIN("-",TRUE,INDEX(A2:C3,0,{3,1}))', '10-Ann-20-Bob'],
    ['=SUM(C2:INDEX(C:C,MATCH("Cid",A:A,0)))', 60],
    ['=SUM(INDEX(C2:C5,3):INDEX(C2:C5,2))', 50],
    ['=SUM(INDEX(C2:C5,3):C5)', 70],
    ['=SUM(A2:INDEX(C2:C5,2))', 4079],
    ['=INDEX(A:A,5000)', 0],
    ['=INDEX(A:C,3,3)', 20],
    ['=INDEX(A:C,3,4)', '#REF!'],
    ['=TEXTJOIN("-",FALSE,INDEX(A:A,{2,900}))', 'Ann-'],
    ['=INDEX(2:2,3)', 10],
    ['=INDEX(2:2,900)', 0],
    ['=INDEX(2:3,3,1)', '#REF!'],
    ['=SUM(INDEX(A:C,0,3))', 100],
    ['=INDEX(C:C,MATCH("Eve",A:A,0))', '#N/A'],
    ['=ROWS(A:A)+COLUMNS(2:2)', 1064960],
    ['=ROW(A7)+COLUMN(C1)', 10],
  ])('gives what Excel gives for %s', (formula, value) => {
    expect(computed(formula, people)).toBe(value);
  });

  it('follows the cells of a range to a cell of INDEX', () => {
    const document = workbookOf(people);
    const sheet = sheetOf(document);
    sheet.call('getRange', 'E1').set('formulas', [['=SUM(C2:INDEX(C2:C5,B1))']]);
    sheet.call('getRange', 'B1').set('values', [[2]]);
    sheet.call('getRange', 'C3').set('values', [[21]]);
    expect(valuesAt(document, 'E1')).toEqual([[31]]);
  });
});

it.each([
  ['=0.1+0.2&" kg"', '0.3 kg'],
  ['=CONCATENATE(0.1+0.2," kg")', '0.3 kg'],
  ['=TEXTJOIN("/",TRUE,A1:B1*3,"x")', '0.3/0.6/x'],
  ['=LEN(A1*3)', 3],
  ['=LEFT(1/3,6)', '0.3333'],
  ['=SUBSTITUTE(A1*3,".",",")', '0,3'],
  ['=FIND(".",A1*30)', '#VALUE!'],
  ['=CONCAT(A1:C1)', '0.10.2'],
  ['=10^20&""', '100000000000000000000'],
  ['=10^21&""', '1E+21'],
  ['=-1/81000&""', '-1.23456790123457E-05'],
  ['=0.00001&""', '0.00001'],
  ['=1E-30&""', '1E-30'],
  ['=123456789012345678&""', '123456789012346000'],
  ['=2>1&""', false],
  ['=LEFT(TRUE,2)', 'TR'],
  ['=LEN(D1)', 0],
])('[EXCEL-67] writes numbers into texts with the digits that people see: %s', (formula, value) => {
  expect(computed(formula, [[0.1, 0.2, '']])).toBe(value);
});

it.each([
  ['=NORM.S.DIST(1.96,TRUE)', 0.975002104852],
  ['=NORMSDIST(-6)', 9.86587645038e-10],
  ['=NORM.S.DIST(0,FALSE)', 0.398942280401],
  ['=NORM.DIST(42,40,1.5,TRUE)', 0.908788780274],
  ['=NORMDIST(42,40,0,TRUE)', '#NUM!'],
  ['=LOGNORMDIST(4,3.5,1.2)', 0.0390835557068],
  ['=ERF(1)', 0.84270079295],
  ['=ERF(0.5,1)', 0.322200915137],
  ['=ERFC(3)', 0.0000220904969986],
  ['=PEARSON({3,2,4,5,6},{9,7,12,15,17})', 0.997054485502],
])('[EXCEL-4] has the digits of %s', (formula, value) => {
  const found = computed(formula);
  expect(typeof found === 'number' ? Number(found.toPrecision(12)) : found).toBe(value);
});

it.each([
  ['=NETWORKDAYS.INTL(DATE(2024,1,1),DATE(2024,1,31),"0000011")', 23],
  ['=NETWORKDAYS.INTL(DATE(2024,1,31),DATE(2024,1,1),11)', -27],
  ['=NETWORKDAYS.INTL("2024-01-01","2024-01-31",7,DATE(2024,1,{1,2}))', 21],
  ['=NETWORKDAYS.INTL(45292,45322,"000001")', '#VALUE!'],
  ['=NETWORKDAYS.INTL(45292,45322,8)', '#NUM!'],
  ['=TEXT(WORKDAY.INTL(DATE(2024,1,1),5,"1000001"),"yyyy-mm-dd")', '2024-01-06'],
  ['=TEXT(WORKDAY.INTL(DATE(2024,1,1),-1),"yyyy-mm-dd")', '2023-12-29'],
  ['=WORKDAY.INTL(45292,1,"1111111")', '#VALUE!'],
])('[EXCEL-4] counts working days by a weekend of one’s own: %s', (formula, value) => {
  expect(computed(formula)).toBe(value);
});

it.each([
  ['=YEARFRAC("2012-01-01","2012-07-30")', 0.580555555556],
  ['=YEARFRAC("2012-01-01","2012-07-30",1)', 0.57650273224],
  ['=YEARFRAC("2012-01-01","2012-07-30",3)', 0.578082191781],
  ['=YEARFRAC("2020-03-01","2024-02-29",1)', 3.995621237],
  ['=YEARFRAC("2023-06-15","2024-06-15",1)', 1],
  ['=YEARFRAC("2023-01-31","2023-03-31",4)', 0.166666666667],
  ['=YEARFRAC("2024-07-01","2024-01-01",2)', 0.505555555556],
  ['=YEARFRAC("2024-01-01","2024-07-01",5)', '#NUM!'],
])('[EXCEL-4] counts years by a basis: %s', (formula, value) => {
  const found = computed(formula);
  expect(typeof found === 'number' ? Number(found.toPrecision(12)) : found).toBe(value);
});
