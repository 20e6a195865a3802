# SPDX-License-Identifier: GPL-3.0-or-later
"""The large sample: program, pictures, register and history of Cadenza's partner ecosystem."""

from . import contents, experience, governance, incentives, measures, people, planted, spreadsheet, taxonomy
from .document import Audience, Program
from .history import History
from .register import Register


def make_program():
    p = Program('influencer')
    a = Audience(p)
    register = {'pinned': 'o-001', 'pinned without reason': 'o-002'}

    taxonomy.add_program(p)
    taxonomy.add_portal_words(p)
    taxonomy.add_taxonomy(p)
    taxonomy.add_records(p)
    people.add_audiences(p, a)
    people.add_roles(p)
    people.add_personas(p)
    governance.add_publishing_rules(p, a)
    files = governance.add_assets(p)
    governance.add_brands(p, a)
    experience.add_navigation(p, a)
    experience.add_pages(p, a)
    contents.add_contents(p)
    contents.add_collections(p, a)
    experience.add_search(p, a)
    experience.add_workflows(p, a)
    experience.add_tools(p, a)
    incentives.add_motions(p)
    incentives.add_influencer_activities(p, a)
    incentives.add_other_activities(p, a)
    incentives.add_promotions(p, a)
    incentives.add_influencer_ladder(p, a, register)
    incentives.add_other_ladders(p, a)
    incentives.add_rewards(p, a)
    incentives.add_funds(p, a)
    measures.add_measures(p, a)
    measures.add_mapping(p)
    return p, files


def make():
    p, files = make_program()
    program = p.finish()
    register = Register(p)
    history = History(p, register)
    assert not p.promised, f'register or history name what the program lacks: {sorted(p.promised)}'
    return {'influencer.json': program,
            'planted.md': planted.page(program),
            'influencer/activities.tsv': spreadsheet.activities(program, p.id('motion', 'Influencer motion')),
            'influencer/rewards.tsv': spreadsheet.rewards(program),
            'influencer/organisations.csv': register.organisations_csv(),
            'influencer/members.csv': register.members_csv(),
            'influencer/history.csv': history.csv(),
            **files}
