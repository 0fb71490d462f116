"""A small ruleset of homes and the people in them."""

PEOPLE = """
povertyrules: 1
ruleset: {id: people, version: '1', title: 人, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {homes: {label: 户, key: home}, people: {label: 人员, of: homes, max: 5}}
facts:
  homes:
    home: {type: text, label: 编号}
  people:
    ill: {type: boolean, label: 患病}
    age: {type: integer, min: 0, max: 120, label: 年龄}
outcomes:
  any_ill: {label: 有人患病, when: "any(people, ill)", cite: notice#1}
  child: {label: 儿童, of: people, when: age < 14, cite: notice#1}
"""
