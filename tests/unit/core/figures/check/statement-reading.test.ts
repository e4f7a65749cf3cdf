import { flagged, sourceOf } from '../../../../support/checked-table.ts';

const obligations = sourceOf([
  ['', '', '', 'Payments due by period', '', ''],
  ['', '', 'Less than', '', '', ''],
  ['', 'Total', '1 year', '1-3 years', '3-5 years', 'After 5 years'],
  ['Long-term debt', '$10,556', '$—', '$2,747', '$2,287', '$5,522'],
  ['Operating leases', '311', '52', '86', '59', '114'],
  ['Purchase obligations:', '', '', '', '', ''],
  ['Commitments to suppliers', '1,270', '995', '223', '40', '12'],
  ['Capital commitments', '213', '200', '13', '—', '—'],
  ['Total contractual obligations', '$12,350', '$1,247', '$3,069', '$2,386', '$5,648'],
]);
const calendar = sourceOf([
  ['(in thousands)', '2020', '2021 - 2022', '2023 - 2024', 'Thereafter', 'Total'],
  ['Operating leases', '4,143', '7,111', '3,686', '4,497', '19,437'],
  ['Capital leases', '27', '38', '—', '—', '65'],
  ['Total', '4,170', '7,149', '3,686', '4,497', '19,502'],
]);
const taxes = sourceOf([
  ['', '2019', '2018'],
  ['Current income tax expense:', '', ''],
  ['Federal', '$5', '$4'],
  ['State', '10', '5'],
  ['Deferred income tax expense:', '', ''],
  ['Federal', '4,206', '4,860'],
  ['State', '1,346', '665'],
  ['Income tax expense', '$5,567', '$5,534'],
]);
const purchases = sourceOf([
  [
    'Period',
    'Total Number of Shares Purchased',
    'Average Price Paid per Share',
    'Value of Shares That May Yet Be Purchased',
  ],
  ['January 26, 2019 - February 22, 2019', '262', '$64.77', '$2,372'],
  ['February 23, 2019 - March 22, 2019', '3,380', '$65.53', '$2,150'],
  ['March 23, 2019 - April 26, 2019', '3,608', '$72.49', '$1,889'],
]);
const associates = sourceOf([
  ['£m', '2019', '2018'],
  ['At 1 January', '65.6', '64.8'],
  ['Impairment', '(7.7)', '(2.5)'],
  ['Foreign exchange movements', '(4.2)', '3.3'],
  ['At 31 December', '53.7', '65.6'],
]);
const reserves = sourceOf([
  ['', '2019', '2018'],
  ['Warranty reserve, beginning of period', '$8,220', '$8,306'],
  ['Provisions made', '13,708', '11,775'],
  ['Warranty reserve, end of period', '10,354', '8,220'],
]);
const segments = sourceOf([
  ['', 'Transportation', 'Mission Solutions', 'Global Defense', 'Total'],
  ['Net balances at September 30, 2018', '$49,786', '$138,127', '$145,713', '$333,626'],
  ['Acquisitions', '206,988', '40,392', '—', '247,380'],
  ['Net balances at September 30, 2019', '254,592', '181,424', '142,081', '578,097'],
]);
const units = sourceOf([
  ['', '2019', '2018'],
  ['Apple Inc. (“Apple”)', '32%', '36%'],
  ['Huawei Technologies Co., Ltd. (“Huawei”)', '13%', '8%'],
]);
const equipment = sourceOf([
  ['', '2019', '2018'],
  ['Leasehold improvements', '$33', '$786'],
  ['Equipment and software', '260', '1,555'],
  ['Furniture and fixtures', '43', '182'],
  ['', '336', '2,523'],
  ['Less accumulated depreciation', '(266)', '(2,394)'],
  ['', '$70', '$129'],
]);
const arpu = sourceOf([
  ['', '2018', '2017'],
  ['Average revenue per unit (ARPU)', '', ''],
  ['ARPU on-net', '$480', '$506'],
  ['ARPU off-net', '1,155', '1,239'],
  ['Colombian facility', '24', '33'],
]);
const cash = sourceOf([
  ['', '2019', '2018'],
  ['Net cash provided by operating activities', '$13,189', '$17,400'],
  ['Net cash provided by (used for) investing activities', '(10,085)', '(8,216)'],
]);
const mix = sourceOf([
  ['', '2019', '2018', '2017'],
  ['Fresh', '38.3 %', '35.2 %', '39.8 %'],
  ['Chilled', '54.7', '58.4', '55.1'],
  ['Prepared', '7.0', '6.4', '5.1'],
  ['Total', '100.0 %', '100.0 %', '100.0 %'],
]);
const plain = sourceOf([
  ['Region', 'Sales'],
  ['North', '50'],
  ['South', '70'],
  ['East', '60'],
  ['West', '10'],
]);

const inWords = sourceOf([
  ['', '2019', '2018'],
  ['Revenue', '500', '400'],
  ['Research and development', '90', '70'],
  ['Selling, general and administrative expenses', '120', '110'],
]);
const inLetters = sourceOf([
  ['', '2019', '2018'],
  ['R&D expenses', '90', '70'],
  ['Basic EPS', '1.20', '1.10'],
  ['Diluted EPS', '1.15', '1.05'],
]);

// Each with a figure that is true, and the nearest one that a writer mistakes for it.
it.each([
  // Terms to maturity: a stretch of columns, and the columns of years that span several.
  [obligations, 'The long-term debt due within 5 years is #.', '5,034', '10,556'],
  [obligations, 'Long-term debt due after 5 years as a percentage of long-term debt was #.', '52.3%', '100.0%'],
  [obligations, 'The difference in operating leases between "less than 1 year" and "1-3 years" is #.', '34', '138'],
  [calendar, 'Operating leases between 2020 and 2022 come to a total of #.', '11,254', '14,940'],
  [calendar, 'The average annual operating leases for 2020-2024 are #.', '2,988', '4,980'],
  // A heading before its line, and as what the lines below it come to.
  [taxes, 'The Federal deferred income tax expense in 2019 was #.', '4,206', '5,567'],
  [taxes, 'The change in State current income tax expense between 2018 and 2019 was #.', '5', '33'],
  [obligations, 'Purchase obligations as a percentage of total contractual obligations are #.', '12.0%', '1.7%'],
  // Times by their place, days of the years in the headers, what opens and what closes.
  [purchases, 'The total number of shares purchased in the second month was #.', '3,380', '262'],
  [purchases, 'The change in average price paid per share between the first and second month was #.', '0.76', '7.72'],
  [
    associates,
    'The percentage change in the total from 31 December 2018 to 31 December 2019 is #.',
    '-18.14%',
    '-17.13%',
  ],
  [associates, 'The change in the amount at 31 December was #.', '-11.9', '0.8'],
  [reserves, 'The difference in warranty reserve from beginning to end of 2019 is #.', '2,134', '86'],
  // Columns and lines taken together, the largest of several, parts of what is named once.
  [
    segments,
    'The average net balance at September 30, 2019 for Mission Solutions and Global Defense is #.',
    '161,752.5',
    '192,699',
  ],
  [units, 'The total percentage of revenue from Apple and Huawei in 2018 is #.', '44%', '45%'],
  [equipment, 'The top 2 in 2018 add up to #.', '2,341', '1,737'],
  [
    equipment,
    'Equipment and software as a percentage of total equipment before depreciation in 2019 is #.',
    '77.38%',
    '371.43%',
  ],
  [arpu, 'The percentage change in on-net APRU between 2017 and 2018 is #.', '-5.14%', '-6.78%'],
  [arpu, 'The Columbian facility in 2018 was #.', '24', '33'],
  [
    cash,
    'The ratio of net cash used in investing activities to net cash provided by operating activities in 2019 is #.',
    '0.76',
    '0.47',
  ],
  [mix, 'The average of prepared from 2017 to 2019 is #.', '6.17%', '6.70%'],
  // Letters for words, on either side.
  [inWords, 'R&D rose by # from 2018 to 2019.', '28.6%', '9.1%'],
  [inWords, 'SG&A as a percentage of revenue in 2019 was #.', '24%', '18%'],
  [inLetters, 'Diluted earnings per share in 2019 were #.', '1.15', '1.20'],
  [inLetters, 'Research and development expenses in 2018 were #.', '70', '90'],
  // "The second highest" selects a number and is none of its own.
  [plain, 'The second highest sales were #.', '60', '70'],
  [plain, '第二高的销售额为#。', '60', '50'],
] as const)('case %#', (source, sentence, truth, wrong) => {
  expect(flagged(sentence.replace('#', truth), source)).toEqual([]);
  expect(flagged(sentence.replace('#', wrong), source)).toEqual([wrong]);
});

it('flags a place that is not that of the one which is named', () => {
  expect(flagged('The second largest region, East, sold 60.', plain)).toEqual([]);
  expect(flagged('The second largest region, North, sold 50.', plain)).toEqual(['second largest']);
});

describe('names that share their words', () => {
  const taxes = sourceOf([
    ['', '2019', '2018'],
    ['Deferred tax assets, net of valuation allowance', '303', '286'],
    ['Total deferred tax liabilities', '104', '89'],
    ['Deferred tax assets, net of valuation allowance and deferred tax liabilities', '199', '197'],
    ['Net change in cash balance', '-16', '-5'],
    ['Cash balance at beginning of year', '529', '534'],
    ['Cash balance at end of year', '513', '529'],
    ['Net income', '40', '30'],
  ]);
  const aged = sourceOf([
    ['', 'Consolidated', ''],
    ['', '2019', '2018'],
    ['', 'US$000', 'US$000'],
    ['Up to three months', '5,139', '2,935'],
    ['Three to six months', '1,424', '1,275'],
  ]);
  const revenues = sourceOf([
    ['', '2020', '2019'],
    ['Revenue:', '', ''],
    ['License', '3,181', '3,042'],
    ['Subscription', '1,877', '1,303'],
    ['Total license and subscription', '5,058', '4,345'],
    ['Services:', '', ''],
    ['Maintenance', '4,754', '4,351'],
    ['Total revenue', '9,812', '8,696'],
  ]);

  it.each([
    [
      taxes,
      'The change in deferred tax assets, net of valuation allowance and deferred tax liabilities in 2019 was 2.',
    ],
    [taxes, 'The change in the cash balance at the end of the year from 2018 to 2019 was -16.'],
    [aged, 'The amount of up to three months in 2019 was 5,139.'],
    [revenues, 'The ratio of subscription to total revenue in 2020 was 0.19.'],
  ])('%# are told apart: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    [taxes, 'The change in the cash balance at the end of the year from 2018 to 2019 was -5.'],
    [revenues, 'The ratio of subscription to total revenue in 2020 was 0.37.'],
  ])('%# are not taken for each other: %s', (source, text) => expect(flagged(text, source)).toHaveLength(1));
});
