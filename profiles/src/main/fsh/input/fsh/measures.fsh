// What is counted. Which numbers are left out is said in docs/statistics.md.
Alias: $sc-table = https://fhir.example.org/supportive-care/CodeSystem/sc-table

RuleSet: Measure(id, name, title, experimental, description)
* id = "{id}"
* url = "https://fhir.example.org/supportive-care/Measure/{id}"
* version = "0.1.0"
* name = "{name}"
* title = "{title}"
* status = #active
* experimental = {experimental}
* publisher = "Supportive Care Exchange"
* description = "{description}"
* scoring = http://terminology.hl7.org/CodeSystem/measure-scoring#cohort
* group.population.code = http://terminology.hl7.org/CodeSystem/measure-population#initial-population
* group.population.criteria.description = "Persons for whom support was first asked for in the period and in the country of who asked, and whose consent permits that they are counted."
* group.population.criteria.language = #text/cql
* group.population.criteria.expression = "\"First referral in period\""

RuleSet: Stratifier(index, code)
* group.stratifier[{index}].code = $sc-table#{code}

Instance: sc-referrals
InstanceOf: Measure
Usage: #definition
* insert Measure(sc-referrals, Referrals, Referred persons, false, Persons referred\, by form\, sex\, age band\, group of citizenship\, service\, outcome\, and of what was accepted by its course and the time to acceptance.)
* insert Stratifier(0, form)
* insert Stratifier(1, sex)
* insert Stratifier(2, age)
* insert Stratifier(3, citizenship)
* insert Stratifier(4, service)
* insert Stratifier(5, outcome)
* insert Stratifier(6, course)
* insert Stratifier(7, waiting)

Instance: sc-referrals-european
InstanceOf: Measure
Usage: #definition
* insert Measure(sc-referrals-european, ReferralsEuropean, Referred persons as in European statistics, false, The same persons in the categories of the European statistics. Their numbers add up from those of sc-referrals and say nothing more.)
* insert Stratifier(0, form)
* insert Stratifier(1, sex)
* insert Stratifier(2, age)
* insert Stratifier(3, citizenship)

Instance: sc-referrals-htcds
InstanceOf: Measure
Usage: #definition
* insert Measure(sc-referrals-htcds, ReferralsHtcds, Referred persons as in the HTCDS, true, The same persons by form\, in the categories of the case data standard of IOM as its survey form has them\, and by sex\, in those of FHIR. Their numbers add up from those of sc-referrals and say nothing more. Experimental: version 2.0 of the standard has not been compared.)
* insert Stratifier(0, form)
* insert Stratifier(1, sex)
